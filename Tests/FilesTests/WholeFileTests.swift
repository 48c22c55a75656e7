import Foundation
import Testing

@testable import Files

@Suite struct WholeFileTests {
    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "whole-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    private func mode(_ file: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    }

    @Test func itTakesThePlaceOfTheOneBeforeWithItsOwnMode() throws {
        try withFolder { folder in
            let file = folder.appending(path: "a.txt")
            try Data("before, and longer".utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: file.path)
            let reader = try FileHandle(forReadingFrom: file)
            defer { try? reader.close() }
            try WholeFile.write("after é", named: "a.txt", in: folder, mode: 0o640)
            #expect(try String(contentsOf: file, encoding: .utf8) == "after é")
            #expect(try mode(file) == 0o640)
            #expect(try reader.readToEnd() == Data("before, and longer".utf8), "who reads has the one before")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.txt"])
        }
    }

    @Test func itSaysWhyItCannotBeWrittenAndLeavesNothing() throws {
        try withFolder { folder in
            let missing = folder.appending(path: "missing")
            let problem = #expect(throws: WholeFile.Problem.self) {
                try WholeFile.write("x", named: "a.txt", in: missing, mode: 0o640)
            }
            #expect(
                problem?.description.hasSuffix("/missing/a.txt cannot be written: its folder is not there; make it")
                    == true)
            let taken = folder.appending(path: "b.txt")
            try FileManager.default.createDirectory(at: taken, withIntermediateDirectories: false)
            let other = #expect(throws: WholeFile.Problem.self) {
                try WholeFile.write("x", named: "b.txt", in: folder, mode: 0o640)
            }
            #expect(other?.description.contains("a folder is in its place") == true)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["b.txt"])
        }
    }

    @Test func itTakesAwayWhatACrashHasLeftAndNothingElse() throws {
        try withFolder { folder in
            let names = [".a.txt.draft-old", ".a.txt.draft-young", ".b.txt.draft-old", "a.txt.old"]
            for name in names {
                let path = folder.appending(path: name).path
                try Data().write(to: URL(filePath: path))
                if !name.hasSuffix("young") {
                    try FileManager.default.setAttributes(
                        [.modificationDate: Date().addingTimeInterval(-7200)], ofItemAtPath: path)
                }
            }
            try WholeFile.write("x", named: "a.txt", in: folder, mode: 0o640)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(left == [".a.txt.draft-young", ".b.txt.draft-old", "a.txt", "a.txt.old"])
        }
    }
}
