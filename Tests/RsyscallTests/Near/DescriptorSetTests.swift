import Testing

@testable import Rsyscall

@Suite struct DescriptorSetTests {
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `DescriptorSet agrees with a set of numbers`(seed: UInt64) {
        var random = SplitMix(state: seed)
        var model: Set<CInt> = []
        var set = DescriptorSet()
        for _ in 0..<2000 {
            let number = CInt.random(in: -2..<300, using: &random)
            if Bool.random(using: &random) {
                set.insert(FileDescriptorNumber(number))
                if number >= 0 { model.insert(number) }
            } else {
                set.remove(FileDescriptorNumber(number))
                model.remove(number)
            }
            #expect(set.contains(FileDescriptorNumber(number)) == model.contains(number))
        }
        set.insert(FileDescriptorNumber(CInt.max))
        model.insert(CInt.max)
        #expect(set.numbers.map(\.rawValue) == model.sorted())
        for start in CInt(0)..<400 {
            let first = set.first(from: FileDescriptorNumber(start), through: FileDescriptorNumber(350))
            #expect(first?.rawValue == model.filter { $0 >= start && $0 <= 350 }.min())
        }
    }
}
