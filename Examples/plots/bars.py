# Bars, upright with error bars and lying.
import matplotlib.pyplot as plt

names = ["SGD", "Momentum", "RMSprop", "Adam"]
accuracy = [0.81, 0.87, 0.9, 0.93]
fig, (left, right) = plt.subplots(1, 2, figsize=(9, 4))
left.bar(names, accuracy, yerr=[0.03, 0.02, 0.02, 0.01], capsize=4, color=["C0", "C1", "C2", "C3"])
left.set_ylabel("accuracy")
left.set_ylim(0, 1.1)
left.set_title("Upright")
right.barh(names, [120, 95, 60, 42], color="tab:purple", alpha=0.7)
right.set_xlabel("epochs")
right.set_title("Lying")
plt.tight_layout()
plt.show()
