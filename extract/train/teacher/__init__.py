"""A large network that labels raw text for the small one that ships: a pretrained encoder, fine-tuned on gold."""
