// Where the page has its graph from: the one place that knows. The graph is one JSON object, as export/explorer.h
// describes it, whichever way it comes.

// The graph that stands in the page itself, as `entente export --to html` writes it.
function embedded(text) {
  return { graph: async () => JSON.parse(text) };
}

// A graph that a server gives, or the part of it that one page can show. What is asked of the page is asked of the server: page?class=ASSAULT
function served(address) {
  return {
    async graph() {
      const answer = await fetch(address + location.search, { headers: { accept: "application/json" } });
      if (!answer.ok) {
        // A problem of RFC 9457 says what could be asked.
        const problem = await answer.json().catch(() => ({}));
        throw new Error(problem.detail ?? `${answer.status} ${answer.statusText}`);
      }
      return answer.json();
    },
    // Of the whole graph, those that begin so; none where the server cannot say.
    async names(beginning) {
      const asked = new URLSearchParams({ prefix: beginning, limit: "8" });
      const answer = await fetch(`api/entities?${asked}`).catch(() => undefined);
      return answer?.ok ? (await answer.json()).entities.map((entity) => entity.name) : [];
    },
  };
}

export function openSource() {
  const text = document.getElementById("graph").textContent.trim();
  return text ? embedded(text) : served("explorer.json");
}
