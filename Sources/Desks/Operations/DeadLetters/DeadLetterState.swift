/// What became of a letter.
public enum DeadLetterState: String, Sendable, CaseIterable {
    case waiting, replaying, replayed, discarded
}
