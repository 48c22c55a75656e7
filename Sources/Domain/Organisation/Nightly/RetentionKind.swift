/// What is aged out, as the configuration and the functions of the schemas' owners name it. Incidents, timelines and the audit
/// never are.
public enum RetentionKind: String, Sendable, Hashable, CaseIterable {
    /// Bodies of authenticated sources that could not be read.
    case refusedBodies = "refused_bodies"
    /// What pages, notices and mails said; that they went out stays.
    case payloads
    /// Dead letters that were replayed or discarded.
    case deadLetters = "dead_letters"
    /// Executions of playbooks that ended, with their history.
    case executions
    /// Alerts that are over, with what was written about them.
    case alerts
    /// What the runtime keeps of messages: how long is no choice of the organisation.
    case claims
}
