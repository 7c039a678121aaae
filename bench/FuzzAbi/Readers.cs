using LuoVerified.Abi;
using LuoVerified.Abi.Blocks;
using LuoVerified.Abi.DeviceTree;
using LuoVerified.Abi.HandOvers;

namespace LuoVerified.FuzzAbi;

/// <summary>What every reader must do with any bytes: end, without an exception, and say only what is there.</summary>
internal static class Readers
{
    /// <summary>The address at which an input begins, where addresses are followed.</summary>
    public const ulong Base = 0x10_0000;

    /// <summary>Lets all readers read an input.</summary>
    /// <exception cref="InvalidOperationException">A reader said something that cannot be.</exception>
    public static void ReadAll(byte[] input)
    {
        ReadOnlyMemory<byte> bytes = input;
        FdtOpenResult opened = FdtReader.Open(bytes);
        Must(opened.IsOk || opened.Error!.Offset <= input.Length, "an error behind the end");
        LuoTree.Read(bytes);
        LuoSer.TryRead(input, out _);
        SessionBlock.Read(input);
        Must(FileTable.Read(input) is not { } files || FileTable.SizeOf(files.Count) <= input.Length, "a file behind the end");
        KhoBlockChain.Read(Base, address =>
            address >= Base && address - Base <= (ulong)input.Length ? bytes[(int)(address - Base)..] : default);
        Check(Inspector.Read(bytes), input);
        Inspection followed = Inspector.Read(bytes, Base);
        Check(followed, input);
        Must(HandOverDifference.Between(followed, followed).Count == 0, "it differs from itself");
    }

    private static void Check(Inspection inspection, byte[] input)
    {
        Must(inspection.Kind is not null || inspection.Faults.Count == 1, "nothing known without a fault");
        foreach (AbiField field in inspection.Fields)
        {
            Must(field.Offset >= 0 && field.Length >= 0 && field.Offset + field.Length <= input.Length, "a field behind the end");
            Must(IsPlain(field.Name) && IsPlain(field.Value), "a control character in a field");
        }

        foreach (AbiFault fault in inspection.Faults)
        {
            Must(fault.Offset >= 0 && fault.Offset <= input.Length, "a fault behind the end");
            Must(IsPlain(fault.Message), "a control character in a fault");
        }
    }

    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static void Must(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise);
    }
}
