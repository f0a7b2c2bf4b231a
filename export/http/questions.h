// The questions of the API, one for each path (api.cpp says which). They read their parameters,
// throwing Problem (400) and WrongQuestion, and give back what answers them.
#pragma once

#include "export/http/api.h"
#include "export/http/parameters.h"

namespace entente {

// Of the graph (graph_questions.cpp).
Question ask_facts(Parameters& parameters);
Question ask_entities(Parameters& parameters);
Question ask_documents(Parameters& parameters);
Question ask_document(Parameters& parameters);
Question ask_copies(Parameters& parameters);
Question ask_stats(Parameters& parameters);

// Of what is weighed (weighed_questions.cpp).
Question ask_entity(Parameters& parameters);
Question ask_alliances(Parameters& parameters);
Question ask_alliance(Parameters& parameters);
Question ask_alignments(Parameters& parameters);
Question ask_alignment(Parameters& parameters);
Question ask_blocs(Parameters& parameters);
Question ask_brokers(Parameters& parameters);
Question ask_neighbours(Parameters& parameters);
Question ask_path(Parameters& parameters);
Question ask_timeline(Parameters& parameters);

// The graph for other programs (export_question.cpp).
Question ask_export(Parameters& parameters);

// Pages, and what they need (page_questions.cpp).
Question ask_page(Parameters& parameters);
Question ask_explorer(Parameters& parameters);
Question ask_index(Parameters& parameters);
Question ask_openapi(Parameters& parameters);

}  // namespace entente
