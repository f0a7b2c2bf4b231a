#!/bin/sh
# Makes a new database of this folder: sh load.sh [DATABASE]   (default: neo4j)
# The server must not use the database meanwhile; then run schema.cypher once. NEO4J_ADMIN names the
# tool where it is not on the path. Further options are given to it, such as --overwrite-destination.
set -eu
cd "$(dirname "$0")"
database=${1:-neo4j}
[ $# -eq 0 ] || shift
exec "${NEO4J_ADMIN:-neo4j-admin}" database import full "$database" \
  --multiline-fields=true --array-delimiter=U+001F "$@" \
  --nodes=Entity=entities-header.csv,entities.csv \
  --nodes=Document=documents-header.csv,documents.csv \
  --nodes=Fact=facts-header.csv,facts.csv \
  --nodes=Evidence=evidence-header.csv,evidence.csv \
  --relationships=relations-header.csv,relations.csv \
  --relationships=fact_ends-header.csv,fact_ends.csv \
  --relationships=evidence_facts-header.csv,evidence_facts.csv \
  --relationships=evidence_documents-header.csv,evidence_documents.csv \
  --relationships=evidence_sources-header.csv,evidence_sources.csv
