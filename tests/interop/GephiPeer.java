// Opens a GraphML file with Gephi's own importer and compares what Gephi sees with what it must see.
//
//   java GephiPeer GRAPH.graphml NODES EDGES
//
// Parallel edges are imported with the strategy "Don't merge" of Gephi's import dialog; the default
// one sums them up to a single edge.

import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Table;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

public class GephiPeer {
  private static final Map<String, String> NODE_COLUMNS =
      Map.of("Label", "String", "type", "String", "country", "String", "aliases", "String");
  private static final Map<String, String> EDGE_COLUMNS =
      Map.ofEntries(
          Map.entry("Label", "String"),
          Map.entry("Weight", "Double"),
          Map.entry("class", "String"),
          Map.entry("date", "String"),
          Map.entry("since", "String"),
          Map.entry("until", "String"),
          Map.entry("modality", "String"),
          Map.entry("confidence", "Double"),
          Map.entry("documents", "Integer"),
          Map.entry("mentions", "Integer"),
          Map.entry("sources", "String"),
          Map.entry("observed_first", "String"),
          Map.entry("observed_last", "String"),
          Map.entry("sentence", "String"),
          Map.entry("document", "String"),
          Map.entry("module", "String"));

  private static int differences = 0;

  public static void main(String[] arguments) throws Exception {
    Lookup lookup = Lookup.getDefault();
    lookup.lookup(ProjectController.class).newProject();
    ImportController importer = lookup.lookup(ImportController.class);
    Container container = importer.importFile(new File(arguments[0]));
    container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
    importer.process(
        container,
        new DefaultProcessor(),
        lookup.lookup(ProjectController.class).getCurrentWorkspace());

    GraphModel model = lookup.lookup(GraphController.class).getGraphModel();
    compare("report", "", container.getReport().getText().trim());
    compare("directed", true, model.isDirected());
    compare("nodes", Integer.parseInt(arguments[1]), model.getGraph().getNodeCount());
    compare("edges", Integer.parseInt(arguments[2]), model.getGraph().getEdgeCount());
    compare("node columns", new TreeMap<>(NODE_COLUMNS), columnsOf(model.getNodeTable()));
    compare("edge columns", new TreeMap<>(EDGE_COLUMNS), columnsOf(model.getEdgeTable()));
    System.out.println("Gephi: " + model.getGraph().getNodeCount() + " nodes, "
        + model.getGraph().getEdgeCount() + " edges, " + differences + " differences");
    System.exit(differences == 0 ? 0 : 1);
  }

  // Titles and types, without the columns that Gephi always has.
  private static Map<String, String> columnsOf(Table table) {
    Map<String, String> columns = new TreeMap<>();
    for (Column column : table) {
      if (column.getId().equals("id") || column.getId().equals("timeset")) continue;
      columns.put(column.getTitle(), column.getTypeClass().getSimpleName());
    }
    return columns;
  }

  private static void compare(String what, Object wanted, Object seen) {
    if (wanted.equals(seen)) return;
    ++differences;
    System.err.println("Gephi: " + what + ": " + seen + ", not " + wanted);
  }
}
