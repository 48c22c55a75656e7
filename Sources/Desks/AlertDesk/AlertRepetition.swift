/// What was said again of an alert that was open before.
struct AlertRepetition: Sendable {
    var times: Int
    /// The newest word.
    var alert: NormalisedAlert
}
