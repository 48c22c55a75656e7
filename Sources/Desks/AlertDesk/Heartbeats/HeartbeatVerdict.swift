import FoundationEssentials

/// Whether a heartbeat that a timer asks about has stayed away.
enum HeartbeatVerdict: Sendable, Hashable {
    /// It beat since, or the configuration is more patient now: it is asked again then.
    case early(Date)
    /// Nobody was there to hear it: it gets its whole time once more.
    case deaf(until: Date)
    /// It has stayed away.
    case missing

    /// A timer that is moved later than this was moved by nobody: no intake ran, and no beat could be heard.
    static let punctual = 60.0

    /// - Parameters:
    ///   - beatAt: when it was heard last.
    ///   - dueAt: when the timer was due.
    ///   - patience: how long after a beat its absence is an alert.
    ///   - movedAt: when the timer was moved to the outbox, which every intake does that runs, with a broker or without.
    ///   - now: by the database's clock.
    init(beatAt: Date, dueAt: Date, patience: Duration, movedAt: Date, now: Date) {
        let seconds = Double(patience.components.seconds)
        if now < dueAt {
            self = .early(dueAt)
        } else if now < beatAt + seconds {
            self = .early(beatAt + seconds)
        } else if movedAt.timeIntervalSince(dueAt) > Self.punctual {
            self = .deaf(until: now + seconds)
        } else {
            self = .missing
        }
    }
}
