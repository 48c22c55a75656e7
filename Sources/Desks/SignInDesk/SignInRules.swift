/// How long what signs people in is good.
public struct SignInRules: Sendable, Hashable {
    /// How long a link is, when nobody says.
    public var linkLife: Duration = .seconds(3600)
    /// The longest that a link can be.
    public var longestLink: Duration = .seconds(7 * 86_400)
    /// How long a session is without its person.
    public var idle: Duration = .seconds(12 * 3600)
    /// How long a session is, whatever its person does.
    public var sessionLife: Duration = .seconds(7 * 86_400)
    /// How long it is kept what is over.
    public var memory: Duration = .seconds(90 * 86_400)

    /// The rules of this release.
    public init() {}

    /// How long a link is that somebody asks for.
    /// - Parameter wanted: `nil` for the usual.
    /// - Returns: `nil` for a life that no link has.
    public func life(_ wanted: Duration?) -> Duration? {
        let life = wanted ?? linkLife
        return life >= .seconds(60) && life <= longestLink ? life : nil
    }
}
