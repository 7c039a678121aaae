namespace LuoVerified.Abi;

/// <summary>How an <see cref="Errno"/> is printed.</summary>
public static class ErrnoText
{
    /// <summary>The answer as a kernel developer writes it.</summary>
    /// <param name="errno">Any value; a number without a name is printed as that number.</param>
    /// <returns>"ok" for <see cref="Errno.Ok"/>, else a minus sign and the name: "-ENOENT".</returns>
    public static string ToAnswer(this Errno errno) => errno == Errno.Ok ? "ok" : $"-{errno}";
}
