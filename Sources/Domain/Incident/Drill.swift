/// How what belongs to an exercise is told from what is real: by another name, of its source and of its route. So it has
/// keys, groups, limits and storms of its own.
public enum Drill {
    private static let suffix = " (drill)"

    /// The name of what belongs to an exercise.
    public static func mark(_ name: String) -> String { name + suffix }

    /// The name without the mark; `nil` when it has none.
    public static func unmarked(_ name: String) -> String? {
        name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : nil
    }
}
