using LuoVerified.Abi.HandOvers;
using LuoVerified.Check.Explained;
using LuoVerified.Core;
using LuoVerified.Impl.Memory;

namespace LuoVerified.Sessions.Images;

/// <summary>What an access to preserved memory is about, in words in place of its address.</summary>
/// <param name="memory">The memory.</param>
/// <param name="incoming">The physical address of the page that the running kernel was handed; 0 for none.</param>
/// <param name="outgoing">That of the page that it will hand over; 0 for none yet.</param>
internal sealed class MemoryWords(PreservedMemory memory, ulong incoming, ulong outgoing)
{
    /// <summary>Says it.</summary>
    /// <param name="kind">A read, a write or a free.</param>
    /// <param name="block">What it is of.</param>
    /// <param name="offset">The first of the bytes that are read or written, counted from the start of the block.</param>
    /// <param name="length">How many they are.</param>
    /// <returns>The words; null if the block belongs to neither kernel, or lies in none of the formats.</returns>
    public StepMeaning? Of(StepKind kind, PreservedBlock block, ulong offset, int length)
    {
        bool isIncoming = incoming != 0 && (block.State == BlockState.HandedOver
            || block.Address == incoming || HandOverImage.Of(memory, incoming).Blocks.Contains(block.Address));
        ulong page = isIncoming ? incoming : outgoing;
        if (page == 0)
        {
            return null;
        }

        var image = HandOverImage.Of(memory, page);
        string name = $"{(isIncoming ? "incoming " : "")}{Name(image, page, block.Address)}";
        if (kind == StepKind.Free)
        {
            return new StepMeaning(name, "");
        }

        IReadOnlyList<AbiField> fields = offset < (ulong)block.Size ? image.Fields(block.Address, (int)offset, length) : [];
        return fields switch
        {
            [] => new StepMeaning($"{name} at byte {offset}", ""),
            [var field] => new StepMeaning($"{name}.{field.Name}", Value(field)),
            _ => new StepMeaning(name, $"[{string.Join(", ", fields.Where(IsName).Select(Value))}]"),
        };
    }

    private static string Name(HandOverImage image, ulong page, ulong address)
    {
        int block = image.Blocks.ToList().IndexOf(address);
        return address == page ? "image root" : block < 0 ? "new block" : block == 0 ? "image" : $"image.block[{block}]";
    }

    private static bool IsName(AbiField field) => field.Name.EndsWith(".name", StringComparison.Ordinal);

    private static string Value(AbiField field) => field.Value.Length == 0 ? "''" : field.Value;
}
