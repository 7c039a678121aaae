using LuoVerified.Core.Watching;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LuoVerified.Weaver;

/// <summary>A method that is being woven: its code, where things are in it, and what is put in.</summary>
internal sealed class MethodCode
{
    private readonly Dictionary<Instruction, SequencePoint> _places;
    private readonly SiteBook _book;
    private readonly string _name;

    public MethodCode(MethodDefinition method, MethodDefinition owner, Hooks hooks, SiteBook book)
    {
        Body = method.Body;
        Hooks = hooks;
        _book = book;
        _name = Names.Of(owner);
        _places = SiteBook.Places(Body);
        Walk = new StackWalk(Body);
        Holders = new Holders(Body, Walk);
        Insertions = new Insertions(Body);
    }

    public MethodBody Body { get; }

    public Hooks Hooks { get; }

    public StackWalk Walk { get; }

    public Holders Holders { get; }

    public Insertions Insertions { get; }

    /// <summary>The number of a new site, on the stack.</summary>
    /// <param name="at">The instruction that the site is about.</param>
    /// <param name="kind">What it is about.</param>
    /// <param name="member">What is accessed.</param>
    /// <param name="uses">How.</param>
    /// <param name="identity">Which field.</param>
    public IEnumerable<Instruction> Site(
        Instruction at, SiteKind kind, string member, AddressUses uses, string identity = "")
    {
        var site = new SiteEntry(
            kind, identity, member, uses.HasFlag(AddressUses.Write), uses.HasFlag(AddressUses.Volatile), "", 0, _name);
        return Hooks.Number(_book.Add(site, _places.GetValueOrDefault(at)));
    }

    /// <summary>The uses one by one, reads first.</summary>
    /// <param name="uses">The uses.</param>
    public static IEnumerable<AddressUses> Each(AddressUses uses)
    {
        AddressUses volatility = uses & AddressUses.Volatile;
        return new[] { AddressUses.Read, AddressUses.Write }.Where(use => uses.HasFlag(use))
            .Select(use => use | volatility);
    }

    /// <summary>Whether an instruction puts the object on the stack whose constructor this is.</summary>
    /// <param name="producer">The instruction.</param>
    public bool IsUnshared(Instruction? producer) =>
        Body.Method is { IsConstructor: true, IsStatic: false } && IsThis(producer);

    /// <summary>Whether an instruction puts the object on the stack that the method belongs to.</summary>
    /// <param name="producer">The instruction.</param>
    public bool IsThis(Instruction? producer) =>
        producer is { OpCode.Code: Code.Ldarg } && producer.Operand == Body.ThisParameter;

    /// <summary>Lets hooks see a value on the stack.</summary>
    /// <param name="at">The instruction that takes the value.</param>
    /// <param name="above">The types of the values above it, the lowest first.</param>
    /// <param name="hook">The hook: finds the value on top, and leaves nothing.</param>
    /// <param name="replaces">Whether it leaves what takes the place of the value.</param>
    public void See(
        Instruction at, IReadOnlyList<TypeReference> above, IEnumerable<Instruction> hook, bool replaces = false)
    {
        List<VariableDefinition> taken = [];
        List<Instruction> made = [];
        for (int i = above.Count - 1; i >= 0; i--)
        {
            made.Add(Instruction.Create(OpCodes.Stloc, Insertions.Temporary(above[i], taken)));
        }

        if (!replaces)
        {
            made.Add(Instruction.Create(OpCodes.Dup));
        }

        made.AddRange(hook);
        for (int i = taken.Count - 1; i >= 0; i--)
        {
            made.Add(Instruction.Create(OpCodes.Ldloc, taken[i]));
        }

        Insertions.Before(at, made);
    }
}
