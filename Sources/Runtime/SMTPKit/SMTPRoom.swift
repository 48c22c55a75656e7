import Synchronization

/// How many connections there are, and how many bytes of mails are in memory.
final class SMTPRoom: Sendable {
    private struct State {
        var connections = 0
        var bytes = 0
    }

    private let limits: SMTPLimits
    private let state = Mutex(State())

    init(_ limits: SMTPLimits) { self.limits = limits }

    /// - Returns: whether there is room for a connection; if so, it has to leave.
    func enter() -> Bool {
        state.withLock { state in
            guard state.connections < limits.connections else { return false }
            state.connections += 1
            return true
        }
    }

    func leave() { state.withLock { $0.connections -= 1 } }

    /// Changes what a connection holds.
    /// - Returns: whether there is room for it. It is counted only then.
    @discardableResult func hold(_ held: inout Int, _ bytes: Int) -> Bool {
        let former = held
        let hasRoom = state.withLock { state in
            guard bytes <= former || state.bytes + bytes - former <= limits.memory else { return false }
            state.bytes += bytes - former
            return true
        }
        if hasRoom { held = bytes }
        return hasRoom
    }

    /// Whether a mail of full size would find no room: better said before it is sent.
    var isTight: Bool { state.withLock { $0.bytes + limits.message > limits.memory } }
}
