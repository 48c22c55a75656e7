import Environment

/// Asks the person at the terminal before something is done.
enum Confirmation {
    /// Whether somebody sits there who can be asked: what is read and what is said both go to a terminal.
    static var isPossible: Bool {
        Terminal.columns(of: 0, environment: [:]) != nil && Output.notesGoToTerminal
    }

    /// Asks; anything but a yes is a no.
    static func ask(_ question: String) -> Bool {
        Output.ask("\(question) [y/N] ")
        return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
    }
}
