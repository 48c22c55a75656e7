public import Foundation
import Glibc

/// Files that are there whole or not at all: whoever reads meanwhile, or after a crash at any point, finds the one before.
public enum WholeFile {
    /// Why a file cannot be written.
    public struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
        /// What is wrong, and what to do.
        public let description: String
    }

    /// How old what a crash has left is before it is taken away: nobody is at it any more.
    private static let patience: TimeInterval = 3600

    /// Writes a file in the place of what is there. Until it is whole it has another name, and nobody but its owner can open it.
    /// - Parameters:
    ///   - name: in the folder, without a slash.
    ///   - mode: its permissions, whatever the process's mask says: 0o640.
    public static func write(_ text: String, named name: String, in folder: URL, mode: mode_t) throws(Problem) {
        sweep(name, in: folder)
        let draft = folder.appending(path: "\(prefix(name))\(UUID().uuidString)", directoryHint: .notDirectory).path
        let target = folder.appending(path: name, directoryHint: .notDirectory).path
        // Swift makes the C strings for each call and keeps them until it returns.
        let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw problem(target, errno) }
        var number: Int32 = 0
        do {
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
            try handle.write(contentsOf: Data(text.utf8))
            try handle.synchronize()
        } catch {
            number = EIO
        }
        if number == 0, fchmod(descriptor, mode) != 0 { number = errno }
        close(descriptor)
        if number == 0, unsafe rename(draft, target) != 0 { number = errno }
        guard number != 0 else { return }
        _ = unsafe unlink(draft)
        throw problem(target, number)
    }

    private static func problem(_ path: String, _ number: Int32) -> Problem {
        let reason =
            switch number {
            case ENOENT: "its folder is not there; make it"
            case EACCES, EPERM, EROFS:
                "this user may not write to its folder; give it the right to, or name another one"
            case ENOSPC, EDQUOT: "the disk is full; make room"
            case EISDIR, ENOTEMPTY: "a folder is in its place; take it away"
            default: "error \(number) of the system; see that the folder and its disk are whole"
            }
        return Problem(description: "\(path) cannot be written: \(reason)")
    }

    private static func prefix(_ name: String) -> String { ".\(name).draft-" }

    private static func sweep(_ name: String, in folder: URL) {
        let manager = FileManager.default
        for left in (try? manager.contentsOfDirectory(atPath: folder.path)) ?? [] where left.hasPrefix(prefix(name)) {
            let path = folder.appending(path: left, directoryHint: .notDirectory).path
            let changed = (try? manager.attributesOfItem(atPath: path))?[.modificationDate] as? Date
            if let changed, changed.timeIntervalSinceNow < -patience { try? manager.removeItem(atPath: path) }
        }
    }
}
