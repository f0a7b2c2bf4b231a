import edu.stanford.nlp.ling.CoreAnnotations.NamedEntityTagAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.SentencesAnnotation;
import edu.stanford.nlp.ling.CoreAnnotations.TokensAnnotation;
import edu.stanford.nlp.ling.CoreLabel;
import edu.stanford.nlp.ling.IndexedWord;
import edu.stanford.nlp.pipeline.Annotation;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import edu.stanford.nlp.semgraph.SemanticGraph;
import edu.stanford.nlp.semgraph.SemanticGraphCoreAnnotations.BasicDependenciesAnnotation;
import edu.stanford.nlp.semgraph.SemanticGraphEdge;
import edu.stanford.nlp.util.CoreMap;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Analyses the sentences of a CoNLL-U file with Stanford CoreNLP: RunCoreNlp LANGUAGE &lt; IN.conllu &gt; OUT.conllu.
 *
 * <p>Words and sentences are taken as they are. Tags, trees and names alone are asked for: no numbers, dates,
 * or fine types of names. Names are written as NER=I- in MISC, with CoreNLP's types.
 */
public final class RunCoreNlp {
  private static final int SENTENCES_AT_ONCE = 100;

  public static void main(String[] arguments) throws Exception {
    StanfordCoreNLP pipeline = new StanfordCoreNLP(properties(arguments[0]));
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    List<String> sentences = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] columns = line.split("\t");
      if (columns.length == 10) {
        words.append(words.length() == 0 ? "" : " ").append(columns[1]);
      } else if (words.length() > 0) {
        sentences.add(words.toString());
        words.setLength(0);
      }
      if (sentences.size() == SENTENCES_AT_ONCE) {
        analyse(pipeline, sentences, out);
      }
    }
    analyse(pipeline, sentences, out);
    out.flush();
  }

  private static Properties properties(String language) {
    String models = "edu/stanford/nlp/models/";
    Properties result = new Properties();
    result.setProperty("annotators", "tokenize,pos,ner,depparse");
    result.setProperty("tokenize.whitespace", "true");
    result.setProperty("ssplit.eolonly", "true");
    result.setProperty("threads", "1");
    result.setProperty("ner.applyNumericClassifiers", "false");
    result.setProperty("ner.applyFineGrained", "false");
    result.setProperty("ner.useSUTime", "false");
    result.setProperty("ner.buildEntityMentions", "false");
    if (language.equals("es")) {
      result.setProperty("tokenize.language", "es");
      result.setProperty("pos.model", models + "pos-tagger/spanish-ud.tagger");
      result.setProperty("ner.language", "es");
      result.setProperty("ner.model", models + "ner/spanish.ancora.distsim.s512.crf.ser.gz");
      result.setProperty("depparse.language", "spanish");
      result.setProperty("depparse.model", models + "parser/nndep/UD_Spanish.gz");
    } else {
      result.setProperty("annotators", "tokenize,pos,lemma,ner,depparse");
      result.setProperty("ner.model", models + "ner/english.all.3class.distsim.crf.ser.gz");
      result.setProperty("depparse.model", models + "parser/nndep/english_UD.gz");
    }
    return result;
  }

  private static void analyse(StanfordCoreNLP pipeline, List<String> sentences, PrintStream out) {
    Annotation annotation = new Annotation(String.join("\n", sentences));
    sentences.clear();
    pipeline.annotate(annotation);
    for (CoreMap sentence : annotation.get(SentencesAnnotation.class)) {
      write(sentence, out);
    }
  }

  private static void write(CoreMap sentence, PrintStream out) {
    SemanticGraph graph = sentence.get(BasicDependenciesAnnotation.class);
    for (CoreLabel token : sentence.get(TokensAnnotation.class)) {
      IndexedWord word = graph.getNodeByIndexSafe(token.index());
      SemanticGraphEdge edge = word == null ? null : graph.getEdge(graph.getParent(word), word);
      String name = token.get(NamedEntityTagAnnotation.class);
      out.println(String.join("\t", Integer.toString(token.index()), token.originalText(),
          token.lemma() == null ? "_" : token.lemma(), token.tag(), token.tag(), "_",
          edge == null ? "0" : Integer.toString(edge.getGovernor().index()),
          edge == null ? "root" : edge.getRelation().toString(), "_", name.equals("O") ? "_" : "NER=I-" + name));
    }
    out.println();
  }
}
