/// The terminal as one page that is written over, beside what it showed before (ECMA-48; xterm's alternate screen).
enum Screen {
    static func open() { Output.control("\u{1B}[?1049h") }

    static func close() { Output.control("\u{1B}[?1049l") }

    static func show(_ text: String) { Output.control("\u{1B}[H\u{1B}[J\(text)\n") }
}
