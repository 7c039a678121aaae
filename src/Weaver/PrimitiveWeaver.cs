using LuoVerified.Core.Controlled;
using LuoVerified.Core.Watching;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LuoVerified.Weaver;

/// <summary>Puts what can be controlled in the place of the runtime's locks, and a warning before what
/// cannot.</summary>
/// <param name="code">The method.</param>
internal sealed class PrimitiveWeaver(MethodCode code)
{
    private static readonly Dictionary<string, Type> StandIns = new()
    {
        ["System.Threading.Monitor"] = typeof(ControlledMonitor),
        ["System.Threading.Lock"] = typeof(ControlledLock),
        ["System.Threading.Lock/Scope"] = typeof(ControlledLock),
        ["System.Threading.ReaderWriterLockSlim"] = typeof(ControlledReaderWriterLock),
        ["System.Threading.SemaphoreSlim"] = typeof(ControlledSemaphore),
    };

    private static readonly HashSet<string> Uncontrolled =
    [
        "System.Threading.AutoResetEvent", "System.Threading.Barrier", "System.Threading.CountdownEvent",
        "System.Threading.EventWaitHandle", "System.Threading.ManualResetEvent",
        "System.Threading.ManualResetEventSlim", "System.Threading.Mutex", "System.Threading.ReaderWriterLock",
        "System.Threading.Semaphore", "System.Threading.SpinLock",
        "System.Threading.SpinWait", "System.Threading.Thread", "System.Threading.WaitHandle",
    ];

    private readonly List<(Instruction At, MethodReference With)> _replaced = [];

    /// <summary>Looks at one instruction.</summary>
    /// <param name="at">The instruction.</param>
    public void Weave(Instruction at)
    {
        if (at.OpCode.Code is not (Code.Call or Code.Callvirt or Code.Newobj))
        {
            return;
        }

        var called = (MethodReference)at.Operand;
        string type = called.DeclaringType.FullName;
        bool isPrimitive = StandIns.TryGetValue(type, out Type? standIn);
        if (isPrimitive && called.Name != ".ctor" && code.Hooks.StandIn(standIn!, called) is { } with)
        {
            code.Insertions.Before(at, [.. Site(at, called), Instruction.Create(OpCodes.Call, code.Hooks.At)]);
            _replaced.Add((at, with));
        }
        else if ((isPrimitive && called.Name is not (".ctor" or "Dispose"))
            || (Uncontrolled.Contains(type)
                && called.Name is not ("Dispose" or "get_CurrentThread" or "get_ManagedThreadId")))
        {
            code.Insertions.Before(at,
            [
                Instruction.Create(OpCodes.Ldstr, $"{Names.Of(called)} of {type}"),
                Instruction.Create(OpCodes.Call, code.Hooks.Unsupported),
            ]);
        }
    }

    /// <summary>Replaces the calls; after this, places in the method may no longer be looked up by what they
    /// call.</summary>
    public void Apply()
    {
        foreach ((Instruction at, MethodReference with) in _replaced)
        {
            (at.OpCode, at.Operand) = (OpCodes.Call, with);
        }
    }

    private IEnumerable<Instruction> Site(Instruction at, MethodReference called) =>
        code.Site(at, SiteKind.Call, Names.Of(called), AddressUses.Read);
}
