// libpq, and the constants that Swift does not import: the fields of an error are character constants.
#include <libpq-fe.h>
#include <postgres_ext.h>

static const int postgres_field_severity = PG_DIAG_SEVERITY_NONLOCALIZED;
static const int postgres_field_sqlstate = PG_DIAG_SQLSTATE;
static const int postgres_field_message = PG_DIAG_MESSAGE_PRIMARY;
static const int postgres_field_detail = PG_DIAG_MESSAGE_DETAIL;
static const int postgres_field_hint = PG_DIAG_MESSAGE_HINT;
static const int postgres_field_context = PG_DIAG_CONTEXT;
static const int postgres_field_position = PG_DIAG_STATEMENT_POSITION;
static const int postgres_field_schema = PG_DIAG_SCHEMA_NAME;
static const int postgres_field_table = PG_DIAG_TABLE_NAME;
static const int postgres_field_column = PG_DIAG_COLUMN_NAME;
static const int postgres_field_constraint = PG_DIAG_CONSTRAINT_NAME;
static const int postgres_field_source_function = PG_DIAG_SOURCE_FUNCTION;
