import CLinux
import Glibc

/// The terminal that a program writes to.
public enum Terminal {
    /// The columns of the terminal that a descriptor is open on; `nil` when it is open on something else, such as a pipe or
    /// a file, where a reader wants lines as long as they are.
    ///
    /// `COLUMNS` decides when it is set to a number, as shells mean it; else what the terminal says of itself. A terminal that
    /// says nothing (0, as on a serial line) has 80.
    /// - Parameters:
    ///   - descriptor: standard output is 1.
    ///   - environment: where `COLUMNS` is looked for.
    public static func columns(of descriptor: Int32, environment: [String: String]) -> Int? {
        guard isatty(descriptor) == 1 else { return nil }
        if let text = environment["COLUMNS"], let columns = Int(text), columns > 0 { return columns }
        let columns = Int(linux_terminal_columns(descriptor))
        return columns > 0 ? columns : 80
    }
}
