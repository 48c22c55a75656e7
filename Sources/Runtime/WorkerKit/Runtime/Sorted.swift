import AMQP
import Contracts

/// Deliveries, sorted by the handler that takes them.
struct Sorted {
    var unreadable: [(delivery: Delivery, failure: Failure)] = []
    var forDatabase: [(handler: WorkerHandler, messages: [Incoming])] = []
    var forEffects: [(handler: WorkerHandler, message: Incoming)] = []

    init(_ deliveries: [Delivery], _ handlers: [WorkerHandler]) {
        let takesRaw = handlers.contains { $0.type == nil }
        for delivery in deliveries.map(\.withoutAMQP1) {
            do {
                let message = try Incoming(delivery, takesRaw: takesRaw)
                try sort(message, handlers)
            } catch {
                unreadable.append((delivery, error))
            }
        }
    }

    private mutating func sort(_ message: Incoming, _ handlers: [WorkerHandler]) throws(Failure) {
        guard let index = handlers.firstIndex(where: { $0.type == message.event?.type }) else {
            throw Failure(
                .deadLetter, code: "unknown-type",
                detail: "this worker has no handler for \(message.type); it may be newer than the worker",
                place: "decode")
        }
        let handler = handlers[index]
        switch handler.kind {
        case .effects:
            forEffects.append((handler, message))
        case .database:
            if let place = forDatabase.firstIndex(where: { $0.handler.name == handler.name }) {
                forDatabase[place].messages.append(message)
            } else {
                forDatabase.append((handler, [message]))
            }
        }
    }
}
