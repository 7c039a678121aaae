using System.Text;
using LuoVerified.Abi;

namespace LuoVerified.Sessions.Formats;

/// <summary>Names of the specification of formats, a character for each byte, as those of the code.</summary>
internal static class Named
{
    /// <summary>Names; what is no name is the value that is none.</summary>
    public static SessionName[] All(IEnumerable<string> names) =>
        [.. names.Select(name => SessionName.TryCreate(Bytes(name), out SessionName sound) ? sound : default)];

    /// <summary>Any name, as reports write it.</summary>
    public static string Words(string name) => Bytes(name).ToString();

    private static ByteString Bytes(string name) => new(Encoding.Latin1.GetBytes(name));
}
