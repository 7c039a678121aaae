using System.Globalization;
using System.Numerics;
using System.Text;
using LuoVerified.Abi;

namespace LuoVerified.Sessions.Formats;

/// <summary>What is asked about bytes that are or are not the name of a session: which are one, which comes first, how they are
/// written. And about texts that are or are not the descriptor of a file.</summary>
internal static class NameCases
{
    private const int Most = 63;
    private const string Letters = "\0a%\u00ff";

    public static IEnumerable<FormatCase> All()
    {
        string[] few = [.. Words(2)];
        string[] sizes = [.. ((int[])[1, 2, Most - 1, Most, Most + 1, Most + 2]).Select(length => new string('n', length))];
        string[] all = [.. few, .. sizes, .. sizes.Select(name => $"{name[..^1]}\0"), .. sizes.Select(name => $"\0{name[1..]}")];
        return all.Select(IsName).Concat(all.Select(Written))
            .Concat(from one in few from other in few select Compared(one, other))
            .Concat(Descriptors().Distinct().Select(Descriptor))
            .Append(new FormatCase(
                () => "the bytes of half a surrogate pair", () => "refused", () => Refusal<ArgumentException>(() => ByteString.FromUtf8("\ud800"))));
    }

    private static IEnumerable<string> Words(int most) =>
        most == 0 ? [""] : Words(most - 1).SelectMany(word => Letters.Select(letter => word + letter)).Prepend("").Distinct();

    /// <summary>1 to 63 bytes, none of them NUL.</summary>
    private static bool IsSound(string name) => name.Length is >= 1 and <= Most && !name.Contains('\0');

    private static FormatCase IsName(string name) => new(
        () => $"whether {Named.Words(name)} is a name",
        () => IsSound(name) ? $"{Percent(name)}, {Percent(name)}, {Percent(name)}, {Percent(name)}" : "none, refused, none, refused",
        () => $"{(SessionName.TryCreate(Bytes(name), out SessionName made) ? made.Bytes : made.IsValid ? "wrong" : "none")}, "
            + $"{Refusal<ArgumentException>(() => SessionName.Create(Bytes(name)))}, "
            + $"{(SessionName.TryParse(Percent(name), out SessionName parsed) ? parsed.Bytes : parsed.IsValid ? "wrong" : "none")}, "
            + $"{Refusal<FormatException>(() => SessionName.Parse(Percent(name)))}");

    /// <summary>A byte that is printed as it is stands for itself, any other for two digits.</summary>
    private static FormatCase Written(string bytes) => new(
        () => $"how {Percent(bytes)} is written and read",
        () => $"{Percent(bytes)}, {bytes.Length} bytes, the same",
        () => $"{Bytes(bytes)}, {Bytes(bytes).Length} bytes, "
            + (ByteString.TryParsePercent(Percent(bytes), out ByteString read, out _) && read == Bytes(bytes) ? "the same" : "another"));

    private static FormatCase Compared(string one, string other) => new(
        () => $"how {Percent(one)} and {Percent(other)} compare",
        () => Order(string.CompareOrdinal(one, other), IsSound(one) && IsSound(other)),
        () =>
        {
            (ByteString left, ByteString right) = (Bytes(one), Bytes(other));
            bool areNames = SessionName.TryCreate(left, out SessionName first) & SessionName.TryCreate(right, out SessionName second);
            return Order(left < right, left <= right, left > right, left >= right, left == right, left != right, left.CompareTo(right), left.Equals((object)right))
                + (areNames ? Order(first < second, first <= second, first > second, first >= second, first == second, first != second,
                    first.CompareTo(second), first.Equals((object)second)) : "");
        });

    private static IEnumerable<string> Descriptors() =>
    [
        .. from start in (string[])["f", "F", "", " f", "ff", "x"] from rest in (string[])["", "0", "1", "007", "-1", "+1", " 1", "1 ", "1f", "x"] select start + rest,
        $"f{ulong.MaxValue}", $"f{new BigInteger(ulong.MaxValue) + 1}", "closed", "unhandled", "Closed", "closed ", "fclosed", "close",
    ];

    /// <summary>The letter f and a number of 64 bits, in digits; or one of two words.</summary>
    private static FormatCase Descriptor(string text) => new(
        () => $"whether '{text}' is a descriptor",
        () => text == "closed" ? "0, not open" : text == "unhandled" ? "0, not handled"
            : text.Length > 1 && text[0] == 'f' && text[1..].All(char.IsAsciiDigit) && BigInteger.Parse(text[1..], CultureInfo.InvariantCulture) is var file
                && file <= ulong.MaxValue ? $"{file}"
            : "none",
        () => FileDescriptor.TryParse(text, out FileDescriptor read)
            ? $"{read.File}{(read.IsOpen ? read.IsHandled ? "" : ", not handled" : ", not open")}"
            : read == FileDescriptor.Of(0) ? "none" : "wrong");

    private static string Order(int order, bool areNames)
    {
        string once = Order(order < 0, order <= 0, order > 0, order >= 0, order == 0, order != 0, order, order == 0);
        return areNames ? once + once : once;
    }

    private static string Order(bool less, bool atMost, bool more, bool atLeast, bool same, bool differ, int order, bool equal) =>
        $"{(less ? "<" : "")}{(atMost ? "<=" : "")}{(more ? ">" : "")}{(atLeast ? ">=" : "")}{(same ? "==" : "")}{(differ ? "!=" : "")}{Math.Sign(order)}{equal} ";

    private static string Percent(string bytes) =>
        string.Concat(bytes.Select(each => each is > ' ' and < '\x7f' and not '%' ? $"{each}" : $"%{(int)each:X2}"));

    private static ByteString Bytes(string name) => new(Encoding.Latin1.GetBytes(name));

    private static string Refusal<T>(Func<object> make)
        where T : Exception
    {
        try
        {
            return $"{make()}";
        }
        catch (T)
        {
            return "refused";
        }
    }
}
