#include "store/document_record.h"

#include "graph/fact.h"

namespace entente {

DocumentRecord record_of(const Document& document) {
  return {.id = document.id,
          .date = document.date,
          .language = document.language,
          .title = document.title,
          .source = document.source,
          .file = document.file,
          .line = document.line,
          .text_hash = content_id(document.text)};
}

}  // namespace entente
