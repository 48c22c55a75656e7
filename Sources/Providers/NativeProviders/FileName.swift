/// The name of a file in a folder: 1 to 200 characters without slashes and control characters, that no file system takes
/// for something else.
struct FileName: Sendable, Hashable {
    let text: String

    init(_ text: String) throws(NativeError) {
        let scalars = text.unicodeScalars
        guard (1...200).contains(scalars.count), text != ".", text != "..",
            scalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F && $0 != "/" && $0 != "\\" })
        else {
            throw NativeError(
                .invalid, "A file's name has 1 to 200 characters, none of them a slash or a control character.")
        }
        self.text = text
    }
}
