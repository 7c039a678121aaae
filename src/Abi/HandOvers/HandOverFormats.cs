namespace LuoVerified.Abi.HandOvers;

/// <summary>The formats that are known; which one bytes are in, the bytes say.</summary>
public static class HandOverFormats
{
    /// <summary>All of them, oldest first.</summary>
    public static IReadOnlyList<IHandOverFormat> All { get; } =
        [new TreeFormat(TreeFormat.SessionV1), new TreeFormat(TreeFormat.SessionV2), new BlockFormat()];

    /// <summary>The format that bytes are in.</summary>
    /// <param name="root">The bytes from the root on; they may be anything.</param>
    /// <returns>The one that they say; else one whose reader tells what is wrong with them; null if they are nothing like it.</returns>
    public static IHandOverFormat? Of(ReadOnlyMemory<byte> root) =>
        All.Select(format => (format, Fits: format.Recognize(root)))
            .Where(pair => pair.Fits != Recognition.No)
            .OrderByDescending(pair => pair.Fits)
            .Select(pair => pair.format)
            .FirstOrDefault();
}
