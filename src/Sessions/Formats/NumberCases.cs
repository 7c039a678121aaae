using System.Globalization;
using LuoVerified.Abi;
using LuoVerified.Abi.Blocks;
using LuoVerified.Spec.Formats;

namespace LuoVerified.Sessions.Formats;

/// <summary>What is asked about the numbers on which both kernels agree.</summary>
internal static class NumberCases
{
    public static IEnumerable<FormatCase> All() =>
    [
        Number(nameof(Limits.PageSize), Agreed.Page),
        Number(nameof(Limits.SessionNameLength), Agreed.NameLength),
        Number(nameof(Limits.SessionNameMaxBytes), Agreed.NameLength - 1),
        Number(nameof(Limits.SessionPages), Agreed.BlockPages),
        Number(nameof(Limits.SessionBlockSize), Agreed.BlockPages * Agreed.Page),
        Number(nameof(Limits.SessionHeaderSize), sizeof(ulong)),
        Number(nameof(Limits.SessionEntrySize), Agreed.NameLength),
        Number(nameof(Limits.SessionCapacity), Agreed.Sessions),
        Number(nameof(Limits.FdtSize), Agreed.Page),
        Number(nameof(Limits.LargestAllocation), Agreed.LargestAllocation),
        Case("where a root leads to if nothing is said of what is bound to files", 0, () => Default<LuoSer>(nameof(LuoSer.FlbsAddress))),
        Case("the number of the ioctl that preserves a file", Agreed.PreserveFd, () => Agreed.Io(Of(nameof(Limits.IoctlType)), 0x40)),
    ];

    private static FormatCase Number(string name, int specification) => Case(name, specification, () => Of(name));

    private static FormatCase Case(string what, int specification, Func<int> code) =>
        new(() => what, () => Words(specification), () => Words(code()));

    /// <summary>As it stands in the assembly that runs: a constant is copied into the code that names it.</summary>
    private static int Of(string name) => (int)typeof(Limits).GetField(name)!.GetRawConstantValue()!;

    /// <summary>The value of an argument that is not given, in the same place.</summary>
    private static int Default<T>(string name) => Convert.ToInt32(
        typeof(T).GetConstructors().SelectMany(each => each.GetParameters()).Single(each => each.Name == name).DefaultValue, CultureInfo.InvariantCulture);

    private static string Words(int number) => number.ToString(CultureInfo.InvariantCulture);
}
