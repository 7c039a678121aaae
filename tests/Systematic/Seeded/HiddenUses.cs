using System.Runtime.CompilerServices;
using LuoVerified.Impl;
using LuoVerified.Impl.Seeded;
using Monitor = System.Threading.Monitor;

namespace LuoVerified.Systematic.Tests.Seeded;

/// <summary>Designs that come to a primitive by a detour.</summary>
[LuoVerified.Core.Watching.Unwatched]
internal static class HiddenUses
{
    private static readonly Action Kept = () => Monitor.TryEnter(typeof(HiddenUses));

    /// <summary>By the method that the message names.</summary>
    public static IReadOnlyDictionary<string, Design> Reached { get; } = new Dictionary<string, Design>
    {
        ["Blocks.Do"] = UncontrolledDesign.Doing(() => Parts.Run(new Parts.Blocks())),
        ["Disposed.Dispose"] = UncontrolledDesign.Doing(() => { using IDisposable disposed = new Parts.Disposed(); }),
        ["HiddenUses.InALocalFunction"] = UncontrolledDesign.Doing(InALocalFunction),
        ["HiddenUses.InAnIterator"] = UncontrolledDesign.Doing(() => InAnIterator().Count()),
        ["Initialised.Number"] = UncontrolledDesign.Doing(() => _ = Initialised.Value),
        ["HiddenUses.Synchronized"] = UncontrolledDesign.Doing(Synchronized),
        ["HiddenUses.InAsync"] = UncontrolledDesign.Doing(InAsync),
        ["Nameless.ToString"] = UncontrolledDesign.Doing(() => _ = $"{Parts.Make<Parts.Nameless>()}"),
        ["HiddenUses.OfAnother"] = new("mine", "", OfAnother(new Parts.Blocks()).Create),
        ["the constructor of HiddenUses"] = UncontrolledDesign.Doing(() => Kept()),
        ["OnResume.Resume"] = new("mine", "", platform => new OnResume(platform)),
    };

    /// <summary>What blocks was there before the design, which has it in a closure.</summary>
    private static Design OfAnother(Parts.IDoes captured)
    {
        Action deeper = () => Monitor.TryEnter(captured);
        return UncontrolledDesign.Doing(() => deeper());
    }

    private static void InALocalFunction()
    {
        Local();

        static void Local() => Monitor.TryEnter(typeof(HiddenUses));
    }

    private static IEnumerable<int> InAnIterator()
    {
        Monitor.TryEnter(typeof(HiddenUses));
        yield return 1;
    }

    [MethodImpl(MethodImplOptions.Synchronized)]
    private static void Synchronized()
    {
    }

    private static async void InAsync() => await System.Threading.Tasks.Task.Yield();

    private static class Initialised
    {
        public static readonly int Value = Number();

        private static int Number()
        {
            Monitor.TryEnter(typeof(Initialised));
            return 1;
        }
    }

    private sealed class OnResume(KernelPlatform platform) : SeededSessions(platform)
    {
        public override void Resume()
        {
            Monitor.TryEnter(this);
            base.Resume();
        }
    }
}

/// <summary>Designs beside which there is a primitive that they never come to.</summary>
[LuoVerified.Core.Watching.Unwatched]
internal static class UnusedNeighbours
{
    private static readonly Action Kept = () => Monitor.TryEnter(typeof(UnusedNeighbours));
    private static readonly Action Harmless = () => { };

    public static IReadOnlyDictionary<string, Design> All { get; } = new Dictionary<string, Design>
    {
        ["another type behind the interface"] = UncontrolledDesign.Doing(() => Parts.Run(new Parts.Idles())),
        ["another field of the same class"] = UncontrolledDesign.Doing(() => Harmless()),
        ["an event"] = UncontrolledDesign.Doing(() => new Parts.Idles().Happened += () => { }),
        ["a number that a thread has"] = UncontrolledDesign.Doing(() => _ = Environment.CurrentManagedThreadId),
        ["a method that nobody calls"] = UncontrolledDesign.Doing(() => new Parts.Blocks.Within().Quiet()),
    };

    public static void Use() => Kept();
}

/// <summary>What designs of both kinds are made of.</summary>
internal static class Parts
{
    public static void Run(IDoes does) => does.Do();

    public static T Make<T>()
        where T : new() => new();

    internal interface IDoes
    {
        void Do();
    }

    internal sealed class Blocks : IDoes
    {
        void IDoes.Do() => Monitor.TryEnter(this);

        internal sealed class Within
        {
            public void Loud() => Monitor.TryEnter(this);

            public void Quiet()
            {
            }
        }
    }

    internal sealed class Disposed : IDisposable
    {
        public void Dispose() => Monitor.TryEnter(this);
    }

    internal sealed class Idles : IDoes
    {
        public event Action? Happened;

        public void Do() => Happened?.Invoke();
    }

    internal sealed class Nameless
    {
        public override string ToString()
        {
            Monitor.TryEnter(this);
            return "";
        }
    }
}
