import edu.stanford.nlp.ie.util.RelationTriple;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.naturalli.NaturalLogicAnnotations.RelationTriplesAnnotation;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.util.CoreMap;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** English texts, one a line, as open relations by Stanford CoreNLP: RunOpenIe &lt; TEXTS &gt; RELATIONS. */
public final class RunOpenIe {
  public static void main(String[] arguments) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("annotators", "tokenize,pos,lemma,depparse,natlog,openie");
    properties.setProperty("threads", "1");
    StanfordCoreNLP pipeline = new StanfordCoreNLP(properties);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (String text = in.readLine(); text != null; text = in.readLine()) {
      Annotation annotation = new Annotation(text);
      pipeline.annotate(annotation);
      for (CoreMap sentence : annotation.get(SentencesAnnotation.class)) {
        for (RelationTriple triple : sentence.get(RelationTriplesAnnotation.class)) {
          out.println(String.join("\t", triple.subjectGloss(), triple.relationGloss(), triple.objectGloss()));
        }
      }
    }
    out.flush();
  }
}
