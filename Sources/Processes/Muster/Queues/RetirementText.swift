import BrokerTopology
import Operations

/// The retirement of a worker for people: what there is, what becomes of it, what stays.
enum RetirementText {
    /// - Parameter moved: messages that became dead letters; `nil` while nothing was done yet.
    static func text(_ plan: RetirementPlan, moved: Int?, toDeadLetters: Bool) -> String {
        guard !plan.remains.isNothing else { return "Nothing of \(plan.worker) is left at the broker." }
        var listing = Listing("QUEUE", "MESSAGES", "CONSUMERS")
        for queue in plan.queues { listing.add(queue.name, "\(queue.messages)", "\(queue.consumers)") }
        var lines = [moved == nil ? listing.text(empty: "It has no queues.") : "Retired \(plan.worker).", ""]
        if !plan.remains.sources.isEmpty {
            let keys = plan.remains.sources.map { "\($0.routingKey) of \($0.exchange)" }.joined(separator: ", ")
            lines.append("It \(moved == nil ? "would get" : "gets") no \(keys) any more; others still get them.")
        }
        lines += waiting(plan, moved: moved, toDeadLetters: toDeadLetters)
        if moved == nil {
            let rest = [plan.remains.hasExchange ? "exchange" : nil, plan.remains.hasUser ? "user" : nil].compactMap(
                \.self)
            lines.append("Then its queues would be deleted" + rest.map { ", its \($0)" }.joined() + ".")
        }
        lines += schema(plan)
        return lines.filter { moved == nil || !$0.isEmpty }.joined(separator: "\n")
    }

    private static func waiting(_ plan: RetirementPlan, moved: Int?, toDeadLetters: Bool) -> [String] {
        if let moved {
            guard moved > 0 else { return [] }
            return [
                "\(Wording.count(moved, "message")) became dead letters: `muster dead-letters list --worker \(plan.worker)`."
            ]
        }
        guard plan.waiting > 0 else { return ["Nothing waits for it."] }
        let messages = Wording.count(plan.waiting, "message")
        return toDeadLetters
            ? ["\(messages) would become dead letters: nobody handles them, and none is lost."]
            : [
                "\(messages) \(plan.waiting == 1 ? "waits" : "wait") for it, and so nothing would be done without --to-dead-letters."
            ]
    }

    /// What nobody does any more, whether the queues are there or not.
    private static func schema(_ plan: RetirementPlan) -> [String] {
        guard plan.unpublished + plan.timers > 0 else { return [] }
        return [
            "Its schema stays, with \(Wording.count(plan.unpublished, "message")) that it has not published and "
                + "\(Wording.count(plan.timers, "timer")) that nobody carries out any more."
        ]
    }
}
