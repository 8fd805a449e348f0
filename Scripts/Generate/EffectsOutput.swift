/// How constants change the effects of the calls that they are arguments of.
extension Table.Group {
    func writeEffects(to text: inout SwiftText) {
        let adds = !effects.isEmpty || rows.contains { !$0.effects.isEmpty }
        let removes = !removedEffects.isEmpty || rows.contains { !$0.removedEffects.isEmpty }
        guard adds || removes else { return }
        if kind == .constants {
            let other = unknownHasAll ? ".all" : "[]"
            if adds {
                text.line()
                text.comment("The effects that this constant adds to those of its call.", indent: 1)
                writeSwitch(
                    to: &text, "@usableFromInline var effects: Effects",
                    {
                        $0.effects.isEmpty && !unknownHasAll && effects.isEmpty
                            ? nil : optionSet(effects + $0.effects)
                    },
                    default: other)
            }
            if removes {
                text.line()
                text.comment("The effects that this constant removes from those of its call.", indent: 1)
                writeSwitch(
                    to: &text, "@usableFromInline var removedEffects: Effects",
                    {
                        let removed = removedEffects + $0.removedEffects
                        return removed.isEmpty ? nil : optionSet(removed)
                    }, default: "[]")
            }
        }
        text.line()
        text.comment("Places the number, and changes the effects of the call.", indent: 1)
        text.line("@inlinable", indent: 1)
        text.line(
            "public func place(in frame: inout Frame, for process: LinuxProcess, _ seal: Seal<Self>) -> Operand {",
            indent: 1)
        if kind == .constants {
            let changes = (adds ? ["adding: effects"] : []) + (removes ? ["removing: removedEffects"] : [])
            text.line("Operand(.word, register, \(changes.joined(separator: ", ")))", indent: 2)
        } else {
            writeChangesOfFlags(to: &text)
        }
        text.line("}", indent: 1)
    }

    private func writeChangesOfFlags(to text: inout SwiftText) {
        text.line("var (added, removed) = (\(effectList(effects)), \(effectList(removedEffects)))", indent: 2)
        for row in rows {
            let changes =
                (row.effects.isEmpty ? [] : ["added.formUnion(\(optionSet(row.effects)))"])
                + (row.removedEffects.isEmpty ? [] : ["removed.formUnion(\(optionSet(row.removedEffects)))"])
            if changes.isEmpty { continue }
            let bits = row.fitting(row.x86_64 ?? "0", detail)
            text.line("if rawValue & \(bits) == \(bits) {", indent: 2)
            for change in changes { text.line(change, indent: 3) }
            text.line("}", indent: 2)
        }
        text.line("return Operand(.word, register, adding: added, removing: removed)", indent: 2)
    }
}

private func effectList(_ effects: [String]) -> String {
    "Effects(\(effects.isEmpty ? "" : optionSet(effects)))"
}
