namespace bank.Unlocked;

public class Bank
{
    private readonly Lock _gate = new();

    public int Ann { get; private set; } = 100;

    public int Ben { get; private set; } = 100;

    public bool Pay(int amount)
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
