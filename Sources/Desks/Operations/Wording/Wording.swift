/// Words that texts for people are made of.
public enum Wording {
    /// `1 letter`, `2 letters`, `1 entry`, `2 entries`.
    public static func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        count == 1 ? "1 \(one)" : "\(count) \(many ?? one + "s")"
    }
}
