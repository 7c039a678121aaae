using LuoVerified.Abi;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Sessions.Programs;

/// <summary>What a thread of an enumerated program gets from the set-up.</summary>
/// <param name="Handles">The names of whose sessions it gets the handles, as a mask.</param>
/// <param name="IsHeir">Whether it resumes what the set-up has quiesced.</param>
internal readonly record struct Role(int Handles, bool IsHeir) : IComparable<Role>
{
    /// <summary>What each thread gets, as <see cref="Scenario.Heir"/> and <see cref="Scenario.FirstToClose"/> have it.</summary>
    /// <param name="threads">The threads.</param>
    /// <param name="state">Where the set-up has got to.</param>
    /// <param name="names">The names that sessions have.</param>
    public static Role[] Of(ThreadProgram[] threads, SetUpState state, IReadOnlyList<ByteString> names)
    {
        var roles = new Role[threads.Length];
        int heir = state.IsQuiesced ? Array.FindIndex(threads, thread => thread.Resumes) : -1;
        for (int name = 0; name < names.Count; name++)
        {
            int first = Array.FindIndex(threads, thread => thread.Closes(name));
            for (int i = 0; i < threads.Length && state.HandlesOn(names[name]) > 0; i++)
            {
                bool gets = first < 0 ? threads[i].Asks(name) : i == first;
                roles[i] = roles[i] with { Handles = roles[i].Handles | (gets ? 1 << name : 0) };
            }
        }

        if (heir >= 0)
        {
            roles[heir] = roles[heir] with { IsHeir = true };
        }

        return roles;
    }

    /// <inheritdoc/>
    public int CompareTo(Role other) => (Handles, IsHeir).CompareTo((other.Handles, other.IsHeir));
}
