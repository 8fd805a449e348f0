import Testing

@testable import Rsyscall

/// Random sequences of allocate, split, merge, write, read and free, against a model that is an array.
@Suite struct PointerPropertyTests {
    @Test(arguments: [11, 12, 13, 14, 15, 16] as [UInt64])
    func `split and merge and write and read agree with a model`(seed: UInt64) async throws {
        var random = SplitMix(state: seed)
        let process = LinuxProcess.local
        var entries: [ModeledPointer] = []
        for _ in 0..<1500 {
            let choice = Int.random(in: 0..<6, using: &random)
            if choice == 0 || entries.isEmpty {
                let bytes = randomBytes(Int.random(in: 0...300, using: &random), &random)
                entries.append(ModeledPointer(try await process.pointer(to: Bytes(bytes)), bytes))
                continue
            }
            let index = Int.random(in: 0..<entries.count, using: &random)
            let entry = entries[index]
            switch choice {
            case 1:
                // Also out of bounds, which must change nothing.
                let at = Int.random(in: -2...(entry.model.count + 2), using: &random)
                if let right = entry.split(at: at) { entries.insert(right, at: index + 1) }
            case 2 where index + 1 < entries.count:
                if entry.merge(entries[index + 1]) { entries.remove(at: index + 1) }
            case 3:
                try await entry.write(randomBytes(entry.model.count, &random))
            case 4:
                #expect(try await entry.holdsItsModel(), "seed \(seed)")
            default:
                entries.remove(at: index)
            }
        }
        for entry in entries { #expect(try await entry.holdsItsModel(), "seed \(seed)") }
        entries = []
        #expect(process.allocator.heap.contradictions() == [])
    }

    private func randomBytes(_ count: Int, _ random: inout SplitMix) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
}

/// A pointer and the bytes it must hold.
private final class ModeledPointer {
    private var pointer: ReadablePointer<Bytes>?
    private(set) var model: [UInt8]

    init(_ written: consuming WrittenPointer<Bytes>, _ model: [UInt8]) {
        self.pointer = ReadablePointer(written)
        self.model = model
    }

    private init(_ pointer: consuming ReadablePointer<Bytes>, _ model: [UInt8]) {
        self.pointer = .some(pointer)
        self.model = model
    }

    private func taken() -> ReadablePointer<Bytes> {
        guard let pointer = pointer.take() else { fatalError("the test lost a pointer") }
        return pointer
    }

    func split(at offset: Int) -> ModeledPointer? {
        do {
            let parts = try taken().split(at: offset)
            pointer = .some(parts.front)
            let right = ModeledPointer(parts.back, Array(model[offset...]))
            model = Array(model[..<offset])
            return right
        } catch {
            #expect(offset < 0 || offset > model.count)
            pointer = error.takeOperand()
            return nil
        }
    }

    func merge(_ next: ModeledPointer) -> Bool {
        do {
            pointer = .some(try taken().merge(next.taken()))
            model += next.model
            return true
        } catch {
            guard let operands = error.takeOperand() else { fatalError("the operands were lost") }
            pointer = .some(operands.left)
            next.pointer = .some(operands.right)
            return false
        }
    }

    func write(_ bytes: [UInt8]) async throws {
        pointer = ReadablePointer(try await taken().write(Bytes(bytes)))
        model = bytes
    }

    func holdsItsModel() async throws -> Bool {
        let pointer = taken()
        let bytes = try await pointer.read()
        self.pointer = .some(pointer)
        return bytes.array == model
    }
}
