namespace SctBench;

/// <summary>A producer waits for an empty place, a consumer for a full one. The bugs: in sync01 the consumer takes nothing, in sync02
/// the producer comes as often as the consumer, though two places are full at first. Both deadlock in every schedule.</summary>
/// <remarks>The suite has two conditions and signals them; a monitor has one, so all who wait are woken.</remarks>
public class ProducerConsumer(int full, int times, bool takes)
{
    private readonly object _gate = new();
    private int _full = full;

    public void Run(string thread)
    {
        for (int i = 0; i < times; i++)
        {
            lock (_gate)
            {
                bool produces = thread == "produce";
                while (produces ? _full > 0 : _full == 0) Monitor.Wait(_gate);
                _full += produces ? 1 : takes ? -1 : 0;
                Monitor.PulseAll(_gate);
            }
        }
    }
}
