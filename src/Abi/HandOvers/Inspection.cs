namespace LuoVerified.Abi.HandOvers;

/// <summary>A field, or a structure that has fields.</summary>
/// <param name="Depth">0 for what lies in nothing else; a structure's fields follow it, one deeper.</param>
/// <param name="Offset">Its first byte, counted from the start of the file.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Value">What it says; empty for a structure. Bytes of the file are percent text.</param>
/// <param name="Meaning">What that means; may be empty.</param>
public sealed record AbiField(int Depth, long Offset, int Length, string Name, string Value, string Meaning);

/// <summary>Something that is wrong.</summary>
/// <param name="Offset">The first byte of what is wrong, counted from the start of the file.</param>
/// <param name="Message">What is wrong, in one line; bytes of the file are percent text.</param>
public sealed record AbiFault(long Offset, string Message);

/// <summary>What bytes are, all that they say and all that is wrong with them.</summary>
/// <param name="Kind">What they are, in a few words; null if they are nothing that is known.</param>
/// <param name="Fields">At most <see cref="MaxFields"/>, in the order in which they were reached.</param>
/// <param name="FieldsLeftOut">How many more there are.</param>
/// <param name="Faults">At most <see cref="MaxFaults"/>, in the order in which they were met.</param>
/// <param name="FaultsLeftOut">How many more there are.</param>
/// <param name="Format">The compatible strings that the bytes hold, in the order in which they were met.</param>
/// <param name="Content">What could be read.</param>
public sealed record Inspection(
    string? Kind, IReadOnlyList<AbiField> Fields, long FieldsLeftOut, IReadOnlyList<AbiFault> Faults, long FaultsLeftOut,
    IReadOnlyList<string> Format, HandOver Content)
{
    /// <summary>The most fields that are kept: 50,000.</summary>
    public const int MaxFields = 50_000;

    /// <summary>The most faults that are kept: 1,000.</summary>
    public const int MaxFaults = 1_000;
}
