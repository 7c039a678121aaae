using LuoVerified.Abi;
using LuoVerified.Core.Alone;
using LuoVerified.Impl;
using LuoVerified.Spec.Formats;

namespace LuoVerified.Sessions.Formats;

/// <summary>What is asked about the boot of the hardened design: it boots on the tree that the kernel before has left, and on no other.</summary>
internal static class BootCases
{
    public static IEnumerable<FormatCase> All()
    {
        byte[] tree = Handed().Tree;
        ulong block = LuoV1.Read(tree)!.Value.Address;
        return Damaged.Values("the tree", tree, Enumerable.Range(0, StructureEdits.Of(tree).TotalSize), 0, 1, 0x80, 0xff).Prepend(new Damaged(tree, () => "the tree"))
            .Select(damage => FormatCase.Read(damage, bytes => Specification(bytes, block), Code));
    }

    /// <summary>A machine whose first kernel was left, with what it hands over.</summary>
    private static (Machine Machine, ulong Page, byte[] Tree) Handed()
    {
        var machine = new Machine(new SequentialControl(), Design.Hardened);
        Errno booted = machine.ColdBoot();
        ulong page = booted == Errno.Ok ? machine.Leave() : throw new InvalidOperationException($"a cold boot answers {booted}");
        return (machine, page, machine.Memory.Observe(page).ToArray());
    }

    private static string? Specification(ReadOnlyMemory<byte> bytes, ulong block) =>
        LuoV1.Read(bytes.Span) is var (number, address) && address == block ? Words(number, "the page is given back") : null;

    private static string? Code(ReadOnlyMemory<byte> bytes)
    {
        (Machine machine, ulong page, _) = Handed();
        using (machine.Memory)
        {
            bytes.CopyTo(machine.Memory.Tamper(page));
            return machine.Boot(page) switch
            {
                Errno.Ok => Words(
                    machine.Kernel!.LiveUpdateNumber, machine.Memory.IsHandedOver(page, Limits.FdtSize) ? "the page stays" : "the page is given back"),
                Errno.EINVAL => null,
                var other => $"answers {other}",
            };
        }
    }

    private static string Words(ulong number, string page) => $"boots as number 0x{number:x}, {page}";
}
