using LuoVerified.Check.Model;

namespace LuoVerified.Check.Tests;

/// <summary>The search through state spaces knows no sessions: here it checks Peterson's lock, right and wrong, against a search
/// that keeps states in a set and nothing else.</summary>
public class StateSpaceTests
{
    /// <summary>What is wrong with a lock.</summary>
    public enum Flaw
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>Who gives way keeps the turn: both get in.</summary>
        KeepsTheTurn,

        /// <summary>The turn is not looked at: both wait for ever.</summary>
        IgnoresTheTurn,

        /// <summary>Nobody ever waits for long enough to get in: a goal is missed.</summary>
        GivesUp,
    }

    public static TheoryData<Flaw, int> Cases() =>
        new(Enum.GetValues<Flaw>().SelectMany(flaw => new[] { (flaw, 1), (flaw, 2) }));

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheSearchFindsWhatASearchWithASetFinds(Flaw flaw, int threads)
    {
        var model = new Peterson(flaw);
        (int states, int? steps, bool stuck) = BruteForce(model);
        using var search = new BreadthFirst<uint, Peterson>(
            new StateSpaceOptions { Threads = threads }, model, model, model, Peterson.Goals);
        search.Run();

        Assert.Null(search.Stopped);
        Assert.Equal((flaw == Flaw.KeepsTheTurn, flaw == Flaw.IgnoresTheTurn), (steps is not null, stuck));
        Assert.Equal(steps is not null ? BreachKind.State : stuck ? BreachKind.Deadlock : null, search.Breach?.Kind);
        if (search.Breach is { } breach)
        {
            IReadOnlyList<ShortestRun.Step<uint>> run = ShortestRun.To(model, model, search, breach);
            Assert.Equal(steps ?? 4, run.Count - 1);
            Assert.All(run.Skip(1), step => Assert.Contains((step.Move!.Value, step.State), model.Next(step.From)));
            return;
        }

        Assert.Equal(states, search.States);
        string[] missed = [.. search.Goals.Results.Where(goal => goal.Steps is null).Select(goal => goal.Name)];
        Assert.Equal(flaw == Flaw.GivesUp ? ["enter", "leave"] : [], missed);
    }

    /// <summary>What it says then is of the levels before: those of a whole search.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void WhenTheTimeIsUpOnlyLevelsThatAreDoneCount(int threads)
    {
        var model = new Peterson(Flaw.None);
        bool isUp = false;
        using BreadthFirst<uint, Peterson> whole = Search(new StateSpaceOptions { Threads = threads });
        using BreadthFirst<uint, Peterson> cut = Search(new StateSpaceOptions
        {
            Threads = threads,
            TimeIsUp = () => isUp,
            Progress = at => isUp = at.Level == 2,
        });
        using BreadthFirst<uint, Peterson> none = Search(new StateSpaceOptions { Threads = threads, TimeIsUp = () => true });

        Assert.Null(whole.Stopped);
        Assert.Equal(("the time was up", 2, null), (cut.Stopped, cut.Levels.Count, cut.Breach));
        Assert.Equal(whole.Levels.Take(2).Sum(Count), cut.States);
        Assert.Equal(("the time was up", 0, 0), (none.Stopped, none.Levels.Count, none.States));

        static long Count(List<Stretch> level) => level.Sum(stretch => (long)stretch.Count);

        BreadthFirst<uint, Peterson> Search(StateSpaceOptions options)
        {
            var search = new BreadthFirst<uint, Peterson>(options, model, model, model, Peterson.Goals);
            search.Run();
            return search;
        }
    }

    /// <summary>How many states there are, the least number of steps to one that breaks the rule, and whether one has no way
    /// out.</summary>
    private static (int States, int? Steps, bool Stuck) BruteForce(Peterson model)
    {
        HashSet<uint> seen = [model.Initial];
        List<uint> level = [model.Initial];
        int? broken = null;
        bool stuck = false;
        for (int steps = 0; level.Count > 0; steps++)
        {
            broken ??= level.Any(state => model.BrokenBy(state) >= 0) ? steps : null;
            stuck |= level.Any(state => !model.Next(state).Any());
            level = [.. level.SelectMany(model.Next).Select(each => each.State).Where(seen.Add)];
        }

        return (seen.Count, broken, stuck);
    }

    /// <summary>Peterson's lock. Two processes, each at 0 (outside), 1 (its flag is up), 2 (has given way and waits) or 3
    /// (inside); two bits each, then whose turn it is.</summary>
    private readonly record struct Peterson(Flaw Flaw) : IModel<uint>, IModelRules<uint>, ICanonical<uint>
    {
        private const int Waits = 2;
        private const int Inside = 3;

        public static ModelGoals Goals { get; } =
            new(["raise the flag", "give way", "enter", "leave", "both wait"], Transitions: 4, Wanted: 31);

        public uint Initial => 0;

        public int MaxSuccessors => 2;

        public bool IsIdentity => true;

        public uint Of(uint state) => state;

        public ulong Answers(uint state) => At(state, 0) == Waits && At(state, 1) == Waits ? 16UL : 0;

        public int BrokenBy(uint state) => At(state, 0) == Inside && At(state, 1) == Inside ? 0 : -1;

        public int BrokenBy(uint from, int kind, uint to) => -1;

        public void Expand(uint state, Successors<uint> into)
        {
            foreach ((Move move, uint next) in Next(state))
            {
                into.Add(next, move.Kind, move.Argument);
            }
        }

        public IEnumerable<(Move Move, uint State)> Next(uint state)
        {
            for (uint me = 0; me < 2; me++)
            {
                uint at = At(state, me);
                bool mayEnter = At(state, 1 - me) == 0 || (Turn(state) == me && Flaw != Flaw.IgnoresTheTurn);
                if (at != Waits || mayEnter || Flaw == Flaw.GivesUp)
                {
                    uint then = at == Waits && Flaw == Flaw.GivesUp ? 0 : (at + 1) % 4;
                    uint turn = at != 1 ? Turn(state) : Flaw == Flaw.KeepsTheTurn ? me : 1 - me;
                    uint others = state & (3u << (int)(2 * (1 - me)));
                    int kind = at == Waits && Flaw == Flaw.GivesUp ? 1 : (int)at;
                    yield return (new Move(kind, (int)me), others | (then << (int)(2 * me)) | (turn << 4));
                }
            }
        }

        private static uint At(uint state, uint process) => (state >> (int)(2 * process)) & 3;

        private static uint Turn(uint state) => state >> 4;
    }
}
