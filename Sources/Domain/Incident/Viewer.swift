/// Who looks at incidents and what belongs to them, as far as it decides what is there to be seen. Every read takes one.
public struct Viewer: Sendable, Hashable {
    /// Whether restricted incidents are there for them, with their alerts, places and timelines.
    public let seesRestricted: Bool

    /// - Parameter seesRestricted: whether restricted incidents are there for them.
    public init(seesRestricted: Bool) {
        self.seesRestricted = seesRestricted
    }

    /// A process at its own work, which shows nobody what it reads.
    public static let system = Viewer(seesRestricted: true)

    /// What may be shown to anybody of the organisation.
    public static let stranger = Viewer(seesRestricted: false)

    /// The visibilities of the incidents that are there for them.
    public var visibilities: [Visibility] { seesRestricted ? Visibility.allCases : [.open] }

    /// Whether what has this visibility is there for them.
    public func sees(_ visibility: Visibility) -> Bool { seesRestricted || visibility == .open }
}
