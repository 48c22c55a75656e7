import Foundation
import JSON
import Playbooks

/// The playbooks of a folder and of those inside it: a folder of files such as `triage.yaml`, or a repository of SOCless with its
/// `playbooks/*/playbook.json`.
struct PlaybookFolder: Sendable {
    /// A file that holds a playbook.
    struct Entry: Sendable {
        /// The playbook's name: that of a SOCless playbook is in its text, that of others is their file's.
        let name: String
        /// From the folder on.
        let file: String
        let text: String
        /// Ready to run, or everything that is wrong with it.
        let playbook: Result<RunnablePlaybook, PlaybookReport>
    }

    /// By file.
    let entries: [Entry]

    private static let endings = [".json", ".yaml", ".yml"]
    /// Files of other meaning, in which the word may occur.
    private static let others = [".cases.yaml", ".cases.yml", ".cases.json", "serverless.yml", "serverless.yaml"]
    private static let (depth, files, bytes) = (8, 10_000, 1 << 20)

    /// Reads a folder.
    /// - Throws: `CommandFailure` for one that cannot be read, is too large, or has two playbooks of one name.
    init(_ folder: String) throws(CommandFailure) {
        var found: [Entry] = []
        for file in try Self.files(of: folder) {
            if let entry = try Self.entry(file, in: folder) { found.append(entry) }
        }
        guard !found.isEmpty else {
            throw CommandFailure("\(folder) has no playbook: no JSON or YAML file in it says StartAt.")
        }
        for (name, same) in Dictionary(grouping: found, by: \.name).sorted(by: { $0.key < $1.key }) where same.count > 1
        {
            let files = same.map(\.file).joined(separator: " and ")
            throw CommandFailure("\(files) are both the playbook \(name). Rename one, or move it out of \(folder).")
        }
        entries = found
    }

    private static func files(of folder: String) throws(CommandFailure) -> [String] {
        var (files, open) = ([String](), [""])
        while let path = open.popLast() {
            let names: [String]
            do {
                names = try FileManager.default.contentsOfDirectory(atPath: path.isEmpty ? folder : "\(folder)/\(path)")
            } catch {
                // A file in a folder is tried as one; the folder itself must be one.
                guard !path.isEmpty else {
                    throw CommandFailure("\(folder) cannot be read. Name a folder that you may read.")
                }
                continue
            }
            for name in names where !name.hasPrefix(".") && name != "node_modules" {
                let inside = path.isEmpty ? name : "\(path)/\(name)"
                if endings.contains(where: { name.hasSuffix($0) }) {
                    if !others.contains(where: { name.hasSuffix($0) }) { files.append(inside) }
                } else if inside.count(where: { $0 == "/" }) < depth {
                    open.append(inside)
                }
            }
            guard files.count <= Self.files, open.count <= Self.files else {
                throw CommandFailure("\(folder) has more than \(Self.files) files. Name the folder of the playbooks.")
            }
        }
        return files.sorted()
    }

    /// The playbook in a file; `nil` when it is something else.
    private static func entry(_ file: String, in folder: String) throws(CommandFailure) -> Entry? {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(file)") else {
            throw CommandFailure("\(folder)/\(file) cannot be read. Check that you may read it.")
        }
        guard data.count <= bytes, let text = String(bytes: data, encoding: .utf8), text.contains("StartAt")
        else { return nil }
        let source: PlaybookSource
        do throws(PlaybookReport) {
            source = try PlaybookSource(text, named: file)
        } catch {
            return Entry(name: name(of: file), file: file, text: text, playbook: .failure(error))
        }
        guard source.root["StartAt"] != nil else { return nil }
        let name = source.root["Playbook"]?.stringValue ?? name(of: file)
        do throws(PlaybookReport) {
            return Entry(name: name, file: file, text: text, playbook: .success(try RunnablePlaybook(source)))
        } catch {
            return Entry(name: name, file: file, text: text, playbook: .failure(error))
        }
    }

    /// `triage` for `x/triage.asl.json`, and for `triage/playbook.json`.
    private static func name(of file: String) -> String {
        let parts = file.split(separator: "/")
        let name = String((parts.last ?? "").prefix { $0 != "." })
        return name == "playbook" && parts.count > 1 ? String(parts[parts.count - 2]) : name
    }
}
