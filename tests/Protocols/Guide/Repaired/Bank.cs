namespace bank.Repaired;

public class Bank
{
    private readonly Lock _gate = new();

    public int Ann { get; private set; } = 100;

    public int Ben { get; private set; } = 100;

    public bool Pay(int amount)
    {
        lock (_gate)
        {
            if (Ann < amount)
            {
                return false;
            }

            Ann -= amount;
            Ben += amount;
            return true;
        }
    }
}
