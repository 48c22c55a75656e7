import CPostgres

/// What libpq hands out as a result.
enum LibpqResult {
    case result(PostgresResult)
    case error(PostgresError, isStalePlan: Bool)
    /// Skipped because of an earlier error in the pipeline.
    case aborted
    case sync
    case copyIn
    /// Data from the server, which no operation here asks for.
    case copyOut

    init(taking result: OpaquePointer) {
        switch unsafe PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE:
            let tag = unsafe String(cString: PQcmdStatus(result))
            let affected = unsafe Self.affectedRows(result)
            self = unsafe .result(
                PostgresResult(affectedRows: affected, commandTag: tag, rows: ResultHandle(taking: result)))
            return
        case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
            let tag = unsafe String(cString: PQcmdStatus(result))
            self = unsafe .result(
                PostgresResult(affectedRows: Self.affectedRows(result), commandTag: tag, rows: nil))
        case PGRES_PIPELINE_ABORTED: self = .aborted
        case PGRES_PIPELINE_SYNC: self = .sync
        case PGRES_COPY_IN: self = .copyIn
        case PGRES_COPY_OUT, PGRES_COPY_BOTH: self = .copyOut
        default: self = unsafe Self.error(result)
        }
        unsafe PQclear(result)
    }

    private static func affectedRows(_ result: OpaquePointer) -> Int {
        unsafe Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    private static func error(_ result: OpaquePointer) -> LibpqResult {
        func field(_ code: Int32) -> String? {
            unsafe PQresultErrorField(result, code).map { unsafe String(cString: $0) }
        }
        guard let state = field(postgres_field_sqlstate) else {
            // libpq itself made this result: the connection is broken.
            let message = unsafe String(cString: PQresultErrorMessage(result))
            return .error(.connectionLost(message), isStalePlan: false)
        }
        let error = PostgresError.server(
            SQLState(state), message: field(postgres_field_message) ?? "", detail: field(postgres_field_detail),
            hint: field(postgres_field_hint), constraint: field(postgres_field_constraint),
            schema: field(postgres_field_schema), table: field(postgres_field_table),
            column: field(postgres_field_column))
        // The message is translated, the function's name is not ("cached plan must not change result type").
        let isStalePlan =
            error.sqlState == .featureNotSupported && field(postgres_field_source_function) == "RevalidateCachedQuery"
        return .error(error, isStalePlan: isStalePlan)
    }
}
