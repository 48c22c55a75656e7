public import FoundationEssentials
public import JSON

/// A change event of PagerDuty's Events API, version 2: something that was done to a service, to be looked at when it
/// breaks.
public struct PagerDutyChange: Sendable, Hashable {
    /// What was done, 1 to 1,024 characters.
    public var summary: String
    /// Where; `nil` when it is not said.
    public var place: String?
    /// When, as it says; `nil` when it does not, or not in a form that is known.
    public var at: Date?
    /// Where to look.
    public var url: String?

    /// Reads a change event.
    /// - Throws: ``AlertRefusal``.
    public init(_ event: JSON) throws {
        guard case .object = event else { throw AlertRefusal(["the event must be an object"]) }
        var faults = PagerDutyFaults()
        let payload = event["payload"] ?? .null
        if payload.objectValue == nil { faults.add("'payload' is missing or blank") }
        let text = faults.text("payload.summary", payload["summary"])
        try faults.check()
        summary = AlertText.line(text ?? "", max: 1024)
        place = payload["source"]?.said.map { AlertText.line($0, max: 1024) }
        at = SaidTime.read(payload["timestamp"])
        url = PagerDutyLink.all(event["links"]).lazy.compactMap { AlertText.link($0.href) }.first
    }
}
