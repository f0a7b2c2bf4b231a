// Opens graph files with Gephi's own importers, writes what Gephi sees as JSON, and draws the last one.
//
//   java GephiPeer OUT.json PICTURES GRAPH...
//
// Of each file, by its name: what the importer reports, whether the graph is directed, nodes (id → attributes by
// the title of their column), edges (id → source, target, kind, spells, attributes), how many edges are left by
// the default strategy for parallel edges (the others are imported with "Don't merge"), and how many edges the

import com.google.gson.Gson;
import java.io.File;
import java.io.FileWriter;
import java.io.Writer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gephi.filters.api.FilterController;
import org.gephi.filters.api.Range;
import org.gephi.filters.plugin.dynamic.DynamicRangeBuilder.DynamicRangeFilter;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.Node;
import org.gephi.io.exporter.api.ExportController;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.layout.plugin.force.yifanHu.YifanHuLayout;
import org.gephi.preview.api.PreviewController;
import org.gephi.preview.api.PreviewProperty;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

public class GephiPeer {
  private static final List<String> DAYS = List.of("1951-06-01", "2023-07-26", "2024-06-01", "2030-01-01");

  public static void main(String[] arguments) throws Exception {
    Map<String, Object> seen = new TreeMap<>();
    Workspace last = null;
    for (String path : List.of(arguments).subList(2, arguments.length)) {
      File file = new File(path);
      Map<String, Object> graph = new TreeMap<>();
      graph.put("edges by default", modelOf(open(file, null, graph)).getGraph().getEdgeCount());
      last = open(file, EdgeMergeStrategy.NO_MERGE, graph);
      describe(modelOf(last), graph);
      seen.put(file.getName(), graph);
    }
    try (Writer out = new FileWriter(arguments[0], java.nio.charset.StandardCharsets.UTF_8)) {
      new Gson().toJson(seen, out);
    }
    draw(last, new File(arguments[1]));
    System.exit(0); // the toolkit leaves threads behind
  }

  private static Workspace open(File file, EdgeMergeStrategy strategy, Map<String, Object> graph) throws Exception {
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    projects.newProject();
    ImportController importer = Lookup.getDefault().lookup(ImportController.class);
    Container container = importer.importFile(file);
    if (strategy != null) container.getLoader().setEdgesMergeStrategy(strategy);
    importer.process(container, new DefaultProcessor(), projects.getCurrentWorkspace());
    graph.put("report", container.getReport().getText().trim());
    return projects.getCurrentWorkspace();
  }

  private static GraphModel modelOf(Workspace workspace) {
    return Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
  }

  private static void describe(GraphModel model, Map<String, Object> graph) {
    Map<String, Object> nodes = new TreeMap<>();
    for (Node node : model.getGraph().getNodes()) nodes.put(node.getId().toString(), attributesOf(node));
    Map<String, Object> edges = new TreeMap<>();
    for (Edge edge : model.getGraph().getEdges()) {
      Map<String, Object> one = new TreeMap<>();
      one.put("source", edge.getSource().getId());
      one.put("target", edge.getTarget().getId());
      one.put("kind", edge.getTypeLabel());
      one.put("attributes", attributesOf(edge));
      List<List<String>> spells = new ArrayList<>();
      for (Interval interval : edge.getIntervals()) spells.add(List.of(dayOf(interval.getLow()), dayOf(interval.getHigh())));
      one.put("spells", spells);
      edges.put(edge.getId().toString(), one);
    }
    Map<String, Object> shown = new TreeMap<>();
    if (model.isDynamic()) {
      for (String day : DAYS) shown.put(day, edgesOn(model, day));
    }
    graph.put("directed", model.isDirected());
    graph.put("nodes", nodes);
    graph.put("edges", edges);
    graph.put("shown", shown);
  }

  private static Map<String, Object> attributesOf(Element element) {
    Map<String, Object> attributes = new TreeMap<>();
    for (Column column : element.getTable()) {
      Object value = element.getAttribute(column);
      if (column.getId().equals("id") || column.getId().equals("timeset") || value == null) continue;
      attributes.put(column.getTitle(), value);
    }
    return attributes;
  }

  private static String dayOf(double milliseconds) {
    return Instant.ofEpochMilli((long) milliseconds).atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  // How many edges the timeline shows when it stands on a day.
  private static int edgesOn(GraphModel model, String day) {
    double time = LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    DynamicRangeFilter filter = new DynamicRangeFilter(model);
    filter.setRange(new Range(time, time));
    FilterController filters = Lookup.getDefault().lookup(FilterController.class);
    return model.getGraph(filters.filter(filters.createQuery(filter))).getEdgeCount();
  }

  private static void draw(Workspace workspace, File folder) throws Exception {
    YifanHuLayout layout = new YifanHuLayout(null, new org.gephi.layout.plugin.force.StepDisplacement(1f));
    layout.setGraphModel(modelOf(workspace));
    layout.resetPropertiesValues();
    layout.setOptimalDistance(200f);
    layout.initAlgo();
    for (int i = 0; i < 100 && layout.canAlgo(); i++) layout.goAlgo();
    layout.endAlgo();
    PreviewController preview = Lookup.getDefault().lookup(PreviewController.class);
    preview.getModel(workspace).getProperties().putValue(PreviewProperty.SHOW_NODE_LABELS, Boolean.TRUE);
    preview.getModel(workspace).getProperties().putValue(PreviewProperty.SHOW_EDGE_LABELS, Boolean.TRUE);
    preview.refreshPreview(workspace);
    ExportController exporter = Lookup.getDefault().lookup(ExportController.class);
    exporter.exportFile(new File(folder, "graph.pdf"), workspace);
  }
}
