/// How a key is sent, and to which doors.
public enum KeyKind: String, Sendable, CaseIterable {
    /// In the header `Authorization`, to all doors.
    case bearer
    /// In the body, to the door of PagerDuty's events alone.
    case routing
    /// As the signature of a request (AWS's Signature Version 4), to the door of AWS Step Functions' protocol alone.
    case aws
}
