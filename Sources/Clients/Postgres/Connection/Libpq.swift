import CPostgres

/// One `PGconn` with the calls that a connection makes. None of them blocks, except that ``init(_:)`` looks up the host.
// Safe: the handle is private, freed only in `deinit`, and every pointer passed is valid during the call.
@safe final class Libpq {
    private let handle: OpaquePointer

    /// Begins to connect.
    /// - Returns: `nil` when memory is exhausted.
    init?(_ parameters: [(key: String, value: String)]) {
        let started = unsafe withCStrings(parameters.map(\.key)) { keys in
            unsafe withCStrings(parameters.map(\.value)) { values in
                unsafe PQconnectStartParams(keys + [nil], values + [nil], 0)
            }
        }
        guard let started = unsafe started else { return nil }
        unsafe handle = unsafe started
        unsafe PQsetNoticeReceiver(handle, ignoreNotice, nil)
        // While connecting there is no result to read the SQLSTATE from: verbose messages contain it.
        unsafe PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
    }

    deinit {
        unsafe PQfinish(handle)
    }

    /// What connecting needs next.
    enum ConnectStep {
        case readable, writable, done, failed
    }

    func connectStep() -> ConnectStep {
        switch unsafe PQconnectPoll(handle) {
        case PGRES_POLLING_READING: .readable
        case PGRES_POLLING_WRITING: .writable
        case PGRES_POLLING_OK: .done
        default: .failed
        }
    }

    var isBad: Bool { unsafe PQstatus(handle) == CONNECTION_BAD }

    /// The descriptor to wait for; it may change while connecting.
    var socket: Int32 { unsafe PQsocket(handle) }

    var errorMessage: String { unsafe String(cString: PQerrorMessage(handle)) }

    /// Whether the session is outside a transaction.
    var isIdle: Bool { unsafe PQtransactionStatus(handle) == PQTRANS_IDLE }

    func setNonblocking() -> Bool { unsafe PQsetnonblocking(handle, 1) == 0 }

    func enterPipeline() -> Bool { unsafe PQenterPipelineMode(handle) == 1 }

    func exitPipeline() -> Bool { unsafe PQexitPipelineMode(handle) == 1 }

    func sendPrepare(_ name: String, _ text: String, types: [PostgresType]) -> Bool {
        let types = types.map { Oid($0.rawValue) }
        return unsafe PQsendPrepare(handle, name, text, Int32(types.count), types) == 1
    }

    func sendPrepared(_ name: String, _ statement: EncodedStatement) -> Bool {
        unsafe withParameters(of: statement) { values, lengths, formats in
            unsafe PQsendQueryPrepared(handle, name, Int32(lengths.count), values, lengths, formats, 1) == 1
        }
    }

    func sendQuery(_ statement: EncodedStatement) -> Bool {
        let types = statement.types.map { Oid($0.rawValue) }
        return unsafe withParameters(of: statement) { values, lengths, formats in
            unsafe PQsendQueryParams(
                handle, statement.sql.text, Int32(types.count), types, values, lengths, formats, 1) == 1
        }
    }

    /// Sends any number of statements without values; not in pipeline mode.
    func sendScript(_ text: String) -> Bool { unsafe PQsendQuery(handle, text) == 1 }

    func sync() -> Bool { unsafe PQpipelineSync(handle) == 1 }

    /// Whether everything has been written; `nil` when the connection is broken.
    func flush() -> Bool? {
        switch unsafe PQflush(handle) {
        case 0: true
        case 1: false
        default: nil
        }
    }

    /// Reads what has arrived; `false` when the connection is broken.
    func consumeInput() -> Bool { unsafe PQconsumeInput(handle) == 1 }

    /// Whether reading the next result would block.
    var isBusy: Bool { unsafe PQisBusy(handle) == 1 }

    func nextResult() -> LibpqResult? {
        guard let result = unsafe PQgetResult(handle) else { return nil }
        return unsafe LibpqResult(taking: result)
    }

    func nextNotification() -> (channel: String, payload: String)? {
        guard let notification = unsafe PQnotifies(handle) else { return nil }
        defer { unsafe PQfreemem(notification) }
        return unsafe (String(cString: notification.pointee.relname), String(cString: notification.pointee.extra))
    }

    /// Queues data for `copy`; `false` when there is no room before more has been written, `nil` on failure.
    func putCopyData(_ bytes: [UInt8]) -> Bool? {
        let status = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                unsafe PQputCopyData(handle, characters.baseAddress, Int32(clamping: characters.count))
            }
        }
        return status < 0 ? nil : status == 1
    }

    /// Ends the data for `copy`, with the reason when it is not complete; the same results.
    func putCopyEnd(failure: String?) -> Bool? {
        let status = unsafe PQputCopyEnd(handle, failure)
        return status < 0 ? nil : status == 1
    }

    /// What cancels the statement that the server is working on.
    func cancelHandle() -> LibpqCancel? {
        guard let cancel = unsafe PQgetCancel(handle) else { return nil }
        return unsafe LibpqCancel(taking: cancel)
    }

    private func withParameters<Result>(
        of statement: EncodedStatement,
        _ body: ([UnsafePointer<CChar>?], [Int32], [Int32]) -> Result
    ) -> Result {
        // A value of no bytes is not null, so it needs an address: that of the zero byte at the end.
        let bytes = statement.bytes + [0]
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
                let values = unsafe statement.fields.map { field in
                    unsafe field.flatMap { unsafe characters.baseAddress?.advanced(by: $0.lowerBound) }
                }
                let lengths = statement.fields.map { Int32(clamping: $0?.count ?? 0) }
                let formats = [Int32](repeating: 1, count: lengths.count)
                return unsafe body(values, lengths, formats)
            }
        }
    }
}

/// The server's notices are for people at a terminal; without a receiver libpq prints them.
private func ignoreNotice(_ context: UnsafeMutableRawPointer?, _ result: OpaquePointer?) {}
