namespace LuoVerified.Sessions.Model;

/// <summary>What two states may differ in and be taken for one.</summary>
[Flags]
public enum Symmetry
{
    /// <summary>Nothing: every state counts.</summary>
    None = 0,

    /// <summary>Which name is which.</summary>
    Names = 1,

    /// <summary>Which handle is which.</summary>
    Handles = 2,

    /// <summary>Both.</summary>
    Both = Names | Handles,

    /// <summary>The order of lists, so that they are sets. Stands alone; a wrong order of an image goes unnoticed
    /// then.</summary>
    Order = 4,
}
